// Boost.JSON is used header-only, the same natively and in WebAssembly: this is its one home.
#include <boost/json/src.hpp>
