// The contract as OpenAPI 3.1, from the same descriptions as the codecs.
#pragma once

#include <string>

namespace starfish {

std::string openapi_text();

}  // namespace starfish
