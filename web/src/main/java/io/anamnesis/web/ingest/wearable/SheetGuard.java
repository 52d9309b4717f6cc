package io.anamnesis.web.ingest.wearable;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.anamnesis.web.ingest.reading.BoundedInput;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Goes through a workbook before the library does, with the parser that the library uses. The library holds a row as a list
 * as long as its last column's number, and all shared texts: a small file could demand any amount of memory.
 */
final class SheetGuard {
    private static final int MAX_ENTRIES = 1_000;
    private static final int MAX_CELLS_PER_ROW = 16_384;
    private static final int MAX_TEXT_CHARS = 1 << 20;
    private static final int MAX_ELEMENT_DEPTH = 64;
    private static final long MAX_SHARED_TEXT_BYTES = 32L << 20;
    private static final Pattern CELL = Pattern.compile("[A-Z]{1,3}[0-9]{1,7}");

    private final long maxBytes;

    SheetGuard(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @throws UnreadableInput where reading the workbook would cost too much */
    void check(Path workbook) throws IOException {
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new UnreadableInput(
                        "zip-bomb", "the limit is " + MAX_ENTRIES + " parts and the workbook has more", "workbook");
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                part(zip, entries.nextElement());
            }
        } catch (ZipException e) {
            throw new UnreadableInput("malformed-workbook", "the workbook's directory is damaged", "workbook");
        }
    }

    private void part(ZipFile zip, ZipEntry entry) throws IOException {
        long limit =
                entry.getName().endsWith("sharedStrings.xml") ? Math.min(maxBytes, MAX_SHARED_TEXT_BYTES) : maxBytes;
        long compressed = Math.max(1, entry.getCompressedSize());
        try (InputStream in = BoundedInput.inflated(zip.getInputStream(entry), limit, () -> compressed)) {
            XMLInputFactory factory = new InputFactoryImpl();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            elements(factory.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException broken) {
                throw broken;
            }
            // a picture, or a part that the library will stumble over at the same place
        }
    }

    private static void elements(XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        int cellsInRow = 0;
        long textChars = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                textChars = 0;
                String name = xml.getLocalName();
                cellsInRow = name.equals("row") ? 0 : name.equals("c") ? cellsInRow + 1 : cellsInRow;
                String address = name.equals("c") ? xml.getAttributeValue(null, "r") : null;
                if (address != null && !CELL.matcher(address).matches()) {
                    throw tooMuch(xml, "a cell's address is beyond the columns of a sheet");
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                textChars += xml.getTextLength();
            }
            if (depth > MAX_ELEMENT_DEPTH || cellsInRow > MAX_CELLS_PER_ROW || textChars > MAX_TEXT_CHARS) {
                throw tooMuch(xml, "a row, a text or a nesting is beyond what a spreadsheet can hold");
            }
        }
    }

    private static UnreadableInput tooMuch(XMLStreamReader xml, String reason) {
        return new UnreadableInput(
                "workbook-too-large", reason, "line " + xml.getLocation().getLineNumber() + " of a part");
    }
}
