package io.anamnesis.web.ingest.imaging.dicom;

import io.anamnesis.web.ingest.reading.Refusal;
import java.util.ArrayList;
import java.util.List;

/** What of a file could not be taken, each with its tag and byte. */
final class Complaints {
    /** A file that is wrong in more places than this is wrong throughout. */
    private static final int MAX_COMPLAINTS = 100;

    private final List<Refusal> list = new ArrayList<>();

    void add(String code, int tag, long position, String reason) {
        add(code, Tag.text(tag) + " byte " + position, reason);
    }

    void add(String code, String element, String reason) {
        if (list.size() < MAX_COMPLAINTS) {
            list.add(new Refusal(0, element, code, reason));
        } else if (list.size() == MAX_COMPLAINTS) {
            list.add(new Refusal(
                    0, element, "too-many-faults", "the limit is " + MAX_COMPLAINTS + " faults and the file has more"));
        }
    }

    List<Refusal> list() {
        return List.copyOf(list);
    }
}
