package io.anamnesis.node.load;

import java.util.ArrayList;
import java.util.List;

/** Documents of one kind that nothing was taken from. Guarded by the report that holds it. */
final class ForeignCounts {
    final String what;
    final List<String> examples = new ArrayList<>();
    long documents;

    ForeignCounts(String what) {
        this.what = what;
    }
}
