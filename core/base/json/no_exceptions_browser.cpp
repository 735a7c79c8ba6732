// The browser program is built without exceptions (cmake/options.cmake): where Boost would throw,
// the program aborts.
#include <boost/throw_exception.hpp>

#include <cstdlib>

namespace boost {

void throw_exception(const std::exception&) {
    std::abort();
}
void throw_exception(const std::exception&, const source_location&) {
    std::abort();
}

}  // namespace boost
