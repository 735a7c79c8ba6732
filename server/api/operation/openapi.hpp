// The API as OpenAPI 3.1, generated from the type descriptions that the codecs use.
#pragma once

#include <string>

namespace starfish {

std::string openapi_text();

}  // namespace starfish
