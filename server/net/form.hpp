// An HTML form's fields: application/x-www-form-urlencoded, as browsers send it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace starfish {

class Form {
public:
    // The value of the first field named `name`; "" if there is none.
    std::string_view value(std::string_view name) const;
    bool has(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

    // False if the form has a field named `name`, or limits::form_fields_max fields already.
    bool add(std::string name, std::string value);

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

// nullopt if an escape is broken, there are more than limits::form_fields_max fields, or a field is
// sent twice. Values are raw bytes: the domain refuses invalid UTF-8 and names the field.
std::optional<Form> read_form(std::string_view body);

// '+' is a space if `plus_is_space`. nullopt if an escape is broken.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false);

}  // namespace starfish
