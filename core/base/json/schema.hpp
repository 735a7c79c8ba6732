// JSON Schema (draft 2020-12, as in OpenAPI 3.1) of a type, from the same form that the writer and
// the reader use.
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
