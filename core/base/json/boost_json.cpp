// Boost.JSON is used header-only, natively and in WebAssembly: this file compiles its sources.
#include <boost/json/src.hpp>
