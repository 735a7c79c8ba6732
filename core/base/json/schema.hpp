// JSON Schema (draft 2020-12, as OpenAPI 3.1 has it) of whatever the writer writes and the reader
// reads, from the same form.
#pragma once

#include "core/base/json/form.hpp"

#include <string>

namespace starfish::json {

void write_schema(std::string& out, const Form& form);

template <class T>
std::string schema_of() {
    std::string out;
    write_schema(out, form_of<T>());
    return out;
}

}  // namespace starfish::json
