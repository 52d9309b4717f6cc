package io.anamnesis.web.ingest;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which form of answer to a store request an {@code Accept} header asks for (RFC 9110 section 12.5.1). */
enum AcceptedForm {
    /** What PS3.18 says: the default. */
    DICOM_JSON,
    /** Our report, a line an outcome, with words. */
    LINES,
    /** None that there is, such as DICOM as XML. */
    NEITHER;

    private static final Set<String> DICOM = Set.of(StoreReport.MEDIA_TYPE, "application/json", "application/*", "*/*");

    static AcceptedForm of(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return DICOM_JSON;
        }
        double dicom = 0;
        double lines = 0;
        for (String range : accept.split(",", -1)) {
            String[] parts = range.split(";", -1);
            String type = parts[0].strip().toLowerCase(Locale.ROOT);
            double weight = weight(parts);
            if (DICOM.contains(type)) {
                dicom = Math.max(dicom, weight);
            } else if (type.equals(Report.MEDIA_TYPE)) {
                lines = Math.max(lines, weight);
            }
        }
        if (lines > 0 && lines >= dicom) {
            return LINES;
        }
        return dicom > 0 ? DICOM_JSON : NEITHER;
    }

    /** One without a weight weighs 1, and so does one whose weight is no number. */
    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.matches("q\\s*=\\s*[01](\\.[0-9]{0,3})?")) {
                return Double.parseDouble(
                        parameter.substring(parameter.indexOf('=') + 1).strip());
            }
        }
        return 1;
    }
}
