#include "invoicing/pdf_file.hpp"

// Without the pointers of its older versions.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>

#include "base/result.hpp"
#include "invoicing/pdf_images.hpp"

namespace autojet::invoicing::paper {

namespace {

constexpr const char* attachment_name = "factuur.xml";

std::string pdf_date(CivilDate date) {
    auto digits = format_date(date);
    std::erase(digits, '-');
    return "D:" + digits + "000000Z";
}

void attach(QPDF& pdf, const FileAbout& about) {
    auto stream = QPDFEFStreamObjectHelper::createEFStream(pdf, std::string{about.ubl});
    stream.setSubtype("text/xml").setCreationDate(pdf_date(about.date)).setModDate(pdf_date(about.date));
    auto file = QPDFFileSpecObjectHelper::createFileSpec(pdf, attachment_name, stream);
    file.setDescription("UBL");
    file.getObjectHandle().replaceKey("/AFRelationship", QPDFObjectHandle::newName("/Alternative"));
    QPDFEmbeddedFileDocumentHelper{pdf}.replaceEmbeddedFile(attachment_name, file);
    auto associated = QPDFObjectHandle::newArray();
    associated.appendItem(file.getObjectHandle());
    pdf.getRoot().replaceKey("/AF", associated);
}

bool is_element(QPDFObjectHandle object, const char* kind) {
    return object.isDictionary() && object.getKey("/S").isNameAndEquals(kind);
}

// A header beside a cell is that of its row, one among headers that of its column.
bool heads_a_row(QPDFObjectHandle header) {
    auto kids = header.getKey("/P").getKey("/K");
    if (!kids.isArray()) return false;
    for (int i = 0; i < kids.getArrayNItems(); ++i)
        if (is_element(kids.getArrayItem(i), "/TD")) return true;
    return false;
}

// In the order in which they are read.
void find_figures(QPDFObjectHandle element, std::vector<QPDFObjectHandle>& figures) {
    if (!element.isDictionary()) return;
    if (is_element(element, "/Figure")) figures.push_back(element);
    auto kids = element.getKey("/K");
    if (kids.isDictionary()) return find_figures(kids, figures);
    if (!kids.isArray()) return;
    for (int i = 0; i < kids.getArrayNItems(); ++i) find_figures(kids.getArrayItem(i), figures);
}

// Cairo writes the structure; what its elements mean to a reader is added here.
void explain_structure(QPDF& pdf, const std::vector<std::string>& figure_texts) {
    auto of_row = pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /O /Table /Scope /Row >>"));
    auto of_column = pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /O /Table /Scope /Column >>"));
    for (auto& object : pdf.getAllObjects()) {
        if (is_element(object, "/TH")) object.replaceKey("/A", heads_a_row(object) ? of_row : of_column);
    }
    std::vector<QPDFObjectHandle> figures;
    find_figures(pdf.getRoot().getKey("/StructTreeRoot"), figures);
    for (std::size_t i = 0; i < figures.size() && i < figure_texts.size(); ++i)
        figures[i].replaceKey("/Alt", QPDFObjectHandle::newUnicodeString(figure_texts[i]));
}

std::string finished(const std::string& drawn, const FileAbout& about) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("invoice", drawn.data(), drawn.size());
    auto root = pdf.getRoot();
    root.replaceKey("/Lang", QPDFObjectHandle::newString(std::string{code(about.language)}));
    root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
    explain_structure(pdf, about.figure_texts);
    if (about.has_images) pack_images(pdf);
    if (!about.ubl.empty()) attach(pdf, about);
    QPDFWriter writer{pdf};
    writer.setOutputMemory();
    writer.setMinimumPDFVersion("1.7");
    writer.setObjectStreamMode(qpdf_o_preserve);
    writer.setDeterministicID(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

std::string finish_file(const std::string& drawn, const FileAbout& about) {
    try {
        return finished(drawn, about);
    } catch (const std::exception&) {
        throw Broken{"a drawn PDF cannot be completed"};
    }
}

}  // namespace autojet::invoicing::paper
