#include "server/exports/canvas.hpp"

#include "core/base/characters.hpp"

#include <algorithm>
#include <numbers>
#include <stdexcept>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace starfish::exports {
namespace {

void check(cairo_status_t status) {
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
}

cairo_surface_t* checked(cairo_surface_t* surface) {
    check(cairo_surface_status(surface));
    return surface;
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int size) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

struct UnrefObject {
    void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, UnrefObject>;
using Context = std::unique_ptr<PangoContext, UnrefObject>;

struct Free {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};

const char* family(Face face) {
    return face == Face::paper ? "WenQuanYi Micro Hei, Noto Sans CJK SC, sans-serif"
                               : "Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif";
}

Layout laid_out(cairo_t* cairo, PangoFontMap* fonts, std::string_view text,
                const TextStyle& style) {
    const Context context(pango_font_map_create_context(fonts));
    pango_cairo_update_context(cairo, context.get());
    // Chinese glyph variants of Han characters, whatever the server's locale is.
    pango_context_set_language(context.get(), pango_language_from_string("zh-CN"));
    // Left-to-right base direction: an Arabic name must not move the texts beside it.
    pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
    Layout layout(pango_layout_new(context.get()));
    pango_layout_set_auto_dir(layout.get(), FALSE);
    const std::unique_ptr<PangoFontDescription, Free> font(pango_font_description_new());
    pango_font_description_set_family_static(font.get(), family(style.face));
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    if (style.bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout.get(), font.get());
    if (style.width > 0) {
        pango_layout_set_width(layout.get(), static_cast<int>(style.width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
        pango_layout_set_height(layout.get(), -style.lines_max);
    }
    if (style.right) pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
    const std::string valid = utf8(characters(text));
    pango_layout_set_text(layout.get(), valid.data(), static_cast<int>(valid.size()));
    return layout;
}

Size size_of(PangoLayout* layout) {
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout, &width, &height);
    return {static_cast<double>(width) / PANGO_SCALE, static_cast<double>(height) / PANGO_SCALE};
}

}  // namespace

void Canvas::Destroy::operator()(cairo_t* cairo) const {
    cairo_destroy(cairo);
}

void DestroySurface::operator()(cairo_surface_t* surface) const {
    cairo_surface_destroy(surface);
}

void Canvas::Unref::operator()(PangoFontMap* fonts) const {
    g_object_unref(fonts);
}

Canvas::Canvas(cairo_surface_t* surface)
    : cairo_(cairo_create(surface)), fonts_(pango_cairo_font_map_new()) {
    check(cairo_status(cairo_.get()));
}

Size Canvas::measure(std::string_view text, const TextStyle& style) {
    return size_of(laid_out(cairo_.get(), fonts_.get(), text, style).get());
}

TextStyle Canvas::fitted(std::string_view text, TextStyle style, double least) {
    TextStyle unbounded = style;
    unbounded.width = 0;
    const double width = measure(text, unbounded).width;
    if (width > style.width) style.size *= std::max(least, 0.99 * style.width / width);
    return style;
}

Size Canvas::text(double x, double y, std::string_view text, const TextStyle& style) {
    const Layout layout = laid_out(cairo_.get(), fonts_.get(), text, style);
    set(style.colour);
    cairo_move_to(cairo_.get(), x, y);
    pango_cairo_show_layout(cairo_.get(), layout.get());
    return size_of(layout.get());
}

void Canvas::set(Colour colour) {
    cairo_set_source_rgba(cairo_.get(), colour.red, colour.green, colour.blue, colour.alpha);
}

void Canvas::path(const Box& box, double radius) {
    cairo_t* const cairo = cairo_.get();
    cairo_new_path(cairo);
    if (radius == 0) return cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    constexpr double quarter = std::numbers::pi / 2;
    const double right = box.x + box.width - radius;
    const double bottom = box.y + box.height - radius;
    cairo_arc(cairo, right, box.y + radius, radius, -quarter, 0);
    cairo_arc(cairo, right, bottom, radius, 0, quarter);
    cairo_arc(cairo, box.x + radius, bottom, radius, quarter, 2 * quarter);
    cairo_arc(cairo, box.x + radius, box.y + radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
}

void Canvas::fill(const Box& box, Colour colour, double radius) {
    path(box, radius);
    set(colour);
    cairo_fill(cairo_.get());
}

void Canvas::fill_slanting(const Box& box, const std::vector<Colour>& from_top_left) {
    const std::unique_ptr<cairo_pattern_t, decltype(&cairo_pattern_destroy)> pattern(
        cairo_pattern_create_linear(box.x, box.y, box.x + box.width, box.y + box.height),
        cairo_pattern_destroy);
    double offset = 0;
    for (const Colour& c : from_top_left) {
        cairo_pattern_add_color_stop_rgba(pattern.get(), offset, c.red, c.green, c.blue, c.alpha);
        offset += 1.0 / static_cast<double>(from_top_left.size() - 1);
    }
    path(box, 0);
    cairo_set_source(cairo_.get(), pattern.get());
    cairo_fill(cairo_.get());
}

void Canvas::stroke(const Box& box, Colour colour, double line_width, double radius) {
    path(box, radius);
    set(colour);
    cairo_set_line_width(cairo_.get(), line_width);
    cairo_stroke(cairo_.get());
}

void Canvas::line(double x1, double y1, double x2, double y2, Colour colour, double line_width,
                  bool dashed) {
    constexpr double dash = 4;
    set(colour);
    cairo_set_line_width(cairo_.get(), line_width);
    cairo_set_dash(cairo_.get(), &dash, dashed ? 1 : 0, 0);
    cairo_move_to(cairo_.get(), x1, y1);
    cairo_line_to(cairo_.get(), x2, y2);
    cairo_stroke(cairo_.get());
    cairo_set_dash(cairo_.get(), nullptr, 0, 0);
}

void Canvas::qr(double x, double y, double module, const QrCode& code) {
    cairo_new_path(cairo_.get());
    for (std::size_t row = 0; row < code.side; ++row)
        for (std::size_t column = 0; column < code.side; ++column)
            if (code.dark_at(column, row))
                cairo_rectangle(cairo_.get(), x + static_cast<double>(column) * module,
                                y + static_cast<double>(row) * module, module, module);
    set(black);
    // Antialiasing would leave thin light lines between neighbouring modules.
    cairo_set_antialias(cairo_.get(), CAIRO_ANTIALIAS_NONE);
    cairo_fill(cairo_.get());
    cairo_set_antialias(cairo_.get(), CAIRO_ANTIALIAS_DEFAULT);
}

void Canvas::scale(double factor) {
    cairo_scale(cairo_.get(), factor, factor);
}

void Canvas::clear() {
    cairo_save(cairo_.get());
    cairo_set_operator(cairo_.get(), CAIRO_OPERATOR_CLEAR);
    cairo_paint(cairo_.get());
    cairo_restore(cairo_.get());
}

PdfDocument::PdfDocument(Size page, const std::string& title)
    : bytes_(std::make_unique<std::string>()),
      surface_(checked(
          cairo_pdf_surface_create_for_stream(append, bytes_.get(), page.width, page.height))),
      canvas_(surface_.get()) {
    const std::string valid = utf8(characters(title));
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, valid.c_str());
}

void PdfDocument::end_page() {
    cairo_surface_show_page(surface_.get());
}

std::string PdfDocument::bytes() && {
    cairo_surface_finish(surface_.get());
    check(cairo_surface_status(surface_.get()));
    return std::move(*bytes_);
}

Picture::Picture(int width, int height)
    : surface_(checked(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height))),
      canvas_(surface_.get()) {}

std::string Picture::png() const {
    std::string bytes;
    check(cairo_surface_write_to_png_stream(surface_.get(), append, &bytes));
    return bytes;
}

DotPicture::DotPicture(int width, int height)
    : surface_(checked(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height))),
      canvas_(surface_.get()) {}

Dots DotPicture::dots() const {
    constexpr unsigned char half = 128;
    cairo_surface_flush(surface_.get());
    Dots out{.width = static_cast<std::size_t>(cairo_image_surface_get_width(surface_.get())),
             .height = static_cast<std::size_t>(cairo_image_surface_get_height(surface_.get()))};
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface_.get()));
    const unsigned char* const cover = cairo_image_surface_get_data(surface_.get());
    out.black.resize(out.width * out.height);
    std::uint8_t* dot = out.black.data();
    for (std::size_t y = 0; y < out.height; ++y)
        for (const unsigned char *at = cover + y * stride, *end = at + out.width; at != end; ++at)
            *dot++ = *at >= half ? 1 : 0;
    return out;
}

}  // namespace starfish::exports
