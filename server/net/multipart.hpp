// A form with a file: multipart/form-data as browsers send it (RFC 7578).
//
// A parser of our own: GMime reads mail, so it takes folded headers, nested parts, encodings and a
// missing end for what they might have meant, and wants GObject streams for it. A form knows none
// of these; what departs from it here is refused.
#pragma once

#include "server/net/form.hpp"

#include <optional>
#include <string_view>

namespace starfish {

struct MultipartForm {
    Form fields;
    std::string_view file;  // the bytes of the one file; views the body. Empty if none was chosen
    std::string_view file_field;  // its field's name; likewise
};

// nullopt if the type names no boundary or a bad one, the body does not keep to it, a part's header
// is not that of a form's field, a field comes twice, there are more than limits::form_fields_max,
// or there is more than one file. Of a body that was cut off, what is whole before that: nothing of
// a part that ends nowhere.
std::optional<MultipartForm> read_multipart(std::string_view content_type, std::string_view body,
                                            bool is_cut = false);

}  // namespace starfish
