#include "invoicing/pdf_paper.hpp"

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

#include <array>
#include <numbers>

#include "base/result.hpp"
#include "invoicing/pdf_fonts.hpp"

namespace autojet::invoicing::paper {

namespace {

// The inks that are not the shop's own.
constexpr PaperColour of_text{0x06, 0x24, 0x2d}, of_muted{0x47, 0x60, 0x6a}, of_ground{0xee, 0xf4, 0xf3},
    of_line{0xc6, 0xd6, 0xd5}, of_white{0xff, 0xff, 0xff};
constexpr std::array<const char*, 3> families{"Manrope", "Manrope", "Sora"};
// The last is what Sora Bold says of itself, though it is bold: asked for 700, it would be thickened artificially.
constexpr std::array weights{400, 600, 160};
constexpr std::array<const char*, 9> tag_names{"", "H1", "H2", "P", "Table", "TR", "TH", "TD", "Figure"};
constexpr std::size_t quiet_squares = 4;

template <class Enum>
std::size_t place(Enum value) {
    return static_cast<std::size_t>(value);
}

PangoFontDescription* description_of(const Style& style) {
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font, families.at(place(style.face)));
    pango_font_description_set_weight(font, static_cast<PangoWeight>(weights.at(place(style.face))));
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    return font;
}

// Figures of one width, so that columns of amounts stand straight; headings are a little tighter.
PangoAttrList* attributes_of(const Style& style) {
    PangoAttrList* attributes = pango_attr_list_new();
    if (style.face != Face::display) pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
    if (style.face == Face::display)
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(static_cast<int>(style.size * -20)));
    return attributes;
}

// A no-break space is a space with another meaning: drawn as itself, it would need a second font for the whole paper.
std::string with_plain_spaces(std::string_view text) {
    constexpr std::string_view no_break_space = "\u00A0";
    std::string result{text};
    for (auto at = result.find(no_break_space); at != std::string::npos; at = result.find(no_break_space, at))
        result.replace(at, no_break_space.size(), 1, ' ');
    return result;
}

cairo_status_t append(void* text, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

class Pen {
public:
    explicit Pen(const About& about)
        : colours_{of_text, of_muted, about.link, of_ground, of_line, about.paint, about.glow, of_white},
          surface_{cairo_pdf_surface_create_for_stream(append, &bytes_, a4_width, a4_height)},
          cairo_{cairo_create(surface_)} {
        const auto date = format_date(about.date) + "T00:00:00Z";
        cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, about.title.c_str());
        cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_AUTHOR, about.author.c_str());
        cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATOR, "autojet");
        cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
        cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
    }
    ~Pen() {
        cairo_destroy(cairo_);
        cairo_surface_destroy(surface_);
    }
    Pen(const Pen&) = delete;
    Pen& operator=(const Pen&) = delete;

    void draw(const Page& page);
    void begin(const char* tag) { cairo_tag_begin(cairo_, tag, nullptr); }
    void end(const char* tag) { cairo_tag_end(cairo_, tag); }

    std::string finish() {
        cairo_surface_finish(surface_);
        for (const auto status : {cairo_status(cairo_), cairo_surface_status(surface_)})
            if (status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_SURFACE_FINISHED)
                throw Broken{std::string{"cannot draw: "} + cairo_status_to_string(status)};
        return std::move(bytes_);
    }

private:
    void draw(const Placed& placed);
    void use(Ink ink) {
        const auto& [red, green, blue] = colours_.at(place(ink));
        cairo_set_source_rgb(cairo_, red / 255.0, green / 255.0, blue / 255.0);
    }
    void paint(const Mark& mark, double top, bool tagged);
    void paint_shape(double x, double y, const Text& text) {
        use(text.ink());
        cairo_move_to(cairo_, x, y);
        pango_cairo_show_layout(cairo_, text.layout());
    }
    void paint_shape(double x, double y, const Box& box);
    void paint_shape(double x, double y, const Squares& squares);
    void paint_shape(double x, double y, const Picture& picture);

    const std::array<PaperColour, 8> colours_;  // of each ink
    std::string bytes_;
    cairo_surface_t* surface_;
    cairo_t* cairo_;
};

void Pen::paint_shape(double x, double y, const Box& box) {
    use(box.ink);
    if (box.radius == 0) {
        cairo_rectangle(cairo_, x, y, box.width, box.height);
    } else {
        constexpr auto quarter = std::numbers::pi / 2;
        const auto right = x + box.width - box.radius;
        const auto bottom = y + box.height - box.radius;
        cairo_new_sub_path(cairo_);
        cairo_arc(cairo_, right, y + box.radius, box.radius, -quarter, 0);
        cairo_arc(cairo_, right, bottom, box.radius, 0, quarter);
        cairo_arc(cairo_, x + box.radius, bottom, box.radius, quarter, 2 * quarter);
        cairo_arc(cairo_, x + box.radius, y + box.radius, box.radius, 2 * quarter, 3 * quarter);
        cairo_close_path(cairo_);
    }
    cairo_fill(cairo_);
}

// As one path, with a rectangle for each run in a row: no seams between squares.
void Pen::paint_shape(double x, double y, const Squares& squares) {
    paint_shape(x, y, Box{.width = squares.width, .height = squares.width, .ink = Ink::white, .radius = 6});
    const auto side = squares.width / static_cast<double>(squares.across + 2 * quiet_squares);
    const auto at = [side](std::size_t index) { return static_cast<double>(index + quiet_squares) * side; };
    for (std::size_t row = 0; row < squares.across; ++row) {
        for (std::size_t column = 0; column < squares.across; ++column) {
            const auto begin = column;
            while (column < squares.across && squares.dark[row * squares.across + column]) ++column;
            if (column > begin)
                cairo_rectangle(cairo_, x + at(begin), y + at(row), static_cast<double>(column - begin) * side, side);
        }
    }
    use(Ink::text);
    cairo_fill(cairo_);
}

void Pen::paint_shape(double x, double y, const Picture& picture) {
    cairo_save(cairo_);
    cairo_translate(cairo_, x, y);
    cairo_scale(cairo_, picture.width / cairo_image_surface_get_width(picture.surface.get()),
                picture.height / cairo_image_surface_get_height(picture.surface.get()));
    cairo_set_source_surface(cairo_, picture.surface.get(), 0, 0);
    cairo_paint(cairo_);
    cairo_restore(cairo_);
}

void Pen::paint(const Mark& mark, double top, bool tagged) {
    if (const auto* opened = std::get_if<Open>(&mark.shape)) return begin(tag_names.at(place(opened->tag)));
    if (const auto* closed = std::get_if<Close>(&mark.shape)) return end(tag_names.at(place(closed->tag)));
    const auto* tag = tag_names.at(place(mark.tag));
    const bool has_tag = tagged && mark.tag != Tag::none;
    if (has_tag) begin(tag);
    if (const auto* text = std::get_if<Text>(&mark.shape)) paint_shape(margin + mark.x, top + mark.y, *text);
    if (const auto* box = std::get_if<Box>(&mark.shape)) paint_shape(margin + mark.x, top + mark.y, *box);
    if (const auto* squares = std::get_if<Squares>(&mark.shape)) paint_shape(margin + mark.x, top + mark.y, *squares);
    if (const auto* picture = std::get_if<Picture>(&mark.shape)) paint_shape(margin + mark.x, top + mark.y, *picture);
    if (has_tag) end(tag);
}

void Pen::draw(const Placed& placed) {
    if (placed.is_table) begin("TR");
    for (const auto& mark : placed.piece->marks) paint(mark, placed.y, !placed.decorates);
    if (placed.is_table) end("TR");
}

void Pen::draw(const Page& page) {
    bool in_table = false;
    for (const auto& placed : page) {
        if (placed.is_table && !in_table) begin("Table");
        if (!placed.is_table && in_table) end("Table");
        in_table = placed.is_table;
        draw(placed);
    }
    if (in_table) end("Table");
    cairo_show_page(cairo_);
}

}  // namespace

void Unref::operator()(_PangoLayout* layout) const {
    g_object_unref(layout);
}

Text::Text(std::string_view text, Language language, const Style& style, double width)
    : layout_{pango_layout_new(fonts_for(language))}, ink_{style.ink} {
    auto* layout = layout_.get();
    PangoFontDescription* font = description_of(style);
    PangoAttrList* attributes = attributes_of(style);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_attributes(layout, attributes);
    pango_font_description_free(font);
    pango_attr_list_unref(attributes);
    if (width > 0) pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    const auto drawn = with_plain_spaces(text);
    pango_layout_set_text(layout, drawn.data(), static_cast<int>(drawn.size()));
    int across = 0;
    int down = 0;
    pango_layout_get_size(layout, &across, &down);
    width_ = static_cast<double>(across) / PANGO_SCALE;
    height_ = static_cast<double>(down) / PANGO_SCALE;
    baseline_ = static_cast<double>(pango_layout_get_baseline(layout)) / PANGO_SCALE;
}

std::string draw(const std::vector<Page>& pages, const About& about) {
    Pen pen{about};
    pen.begin("Document");
    for (const auto& page : pages) pen.draw(page);
    pen.end("Document");
    return pen.finish();
}

}  // namespace autojet::invoicing::paper
