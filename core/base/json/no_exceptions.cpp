// Where a program is built without exceptions, as in the browser, what Boost would throw ends it.
#include <boost/config.hpp>
#ifdef BOOST_NO_EXCEPTIONS
#include <boost/assert/source_location.hpp>

#include <cstdlib>
#include <exception>

namespace boost {

[[noreturn]] void throw_exception(const std::exception&) {
    std::abort();
}
[[noreturn]] void throw_exception(const std::exception&, const source_location&) {
    std::abort();
}

}  // namespace boost
#endif
