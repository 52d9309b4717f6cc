package io.anamnesis.web.query;

import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;

/** A question does not have its form; the problem says where. */
public final class MalformedQuery extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * At a place of the body.
     *
     * @param pointer RFC 6901
     * @param expected what was expected there, a whole sentence without its stop
     */
    public MalformedQuery(String pointer, String expected) {
        super(pointer, null, false, false);
        this.problem = new Problem(ProblemCode.MALFORMED_QUERY, expected + ".").with("pointer", pointer);
    }

    /**
     * In a criterion.
     *
     * @param pointer of the criterion
     */
    public static MalformedQuery in(String pointer, MalformedCriterion malformed) {
        String where = malformed.where();
        boolean within = where.isEmpty() || where.startsWith("/");
        return new MalformedQuery(
                within ? pointer + where : pointer, within ? malformed.detail() : where + ": " + malformed.detail());
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}
