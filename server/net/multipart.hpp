// A form with a file: multipart/form-data as browsers send it (RFC 7578).
//
// Our own parser: GMime reads mail, so it tolerates folded headers, nested parts, encodings and a
// missing end, and needs GObject streams. A browser's form has none of these; this parser refuses
// every deviation.
#pragma once

#include "server/net/form.hpp"

#include <optional>
#include <string_view>

namespace starfish {

struct MultipartForm {
    Form fields;
    std::string_view file;  // content of the one file, a view of the body; "" if none was chosen
    std::string_view file_field;  // the file's field name, a view of the body
};

// nullopt if the content type has no valid boundary, the body does not follow the boundary, a
// part's header is not that of a form field, a field comes twice, there are more than
// limits::form_fields_max fields, or more than one file. If `is_cut`, the body was cut off: the
// form then has the complete parts only.
std::optional<MultipartForm> read_multipart(std::string_view content_type, std::string_view body,
                                            bool is_cut = false);

}  // namespace starfish
