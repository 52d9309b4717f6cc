package io.anamnesis.web.similarity;

import io.anamnesis.protocol.query.SimilarPatient;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.web.query.CoverageBody;
import java.util.List;

/** The body of an answer; see {@link SimilarityAnswer}. */
record SimilarityBody(
        CoverageBody coverage,
        List<SimilarPatient> neighbours,
        long candidates,
        List<String> spaces,
        List<String> missingSpaces,
        List<String> plan) {
    static SimilarityBody of(SimilarityAnswer answer) {
        return new SimilarityBody(
                CoverageBody.of(answer.coverage()),
                answer.neighbours(),
                answer.candidates(),
                answer.spaces(),
                answer.missingSpaces(),
                answer.plans());
    }
}
