package io.anamnesis.protocol.query;

/** How often, or which of the elements that match. */
public sealed interface Occurrence {
    /** At least one. */
    Any ANY = new Any();

    /** Calls the case of this occurrence's type. */
    <R> R match(Cases<R> cases);

    /** One answer a type. */
    interface Cases<R> {
        R any(Any any);

        R nth(Nth nth);

        R count(Count count);
    }

    /** At least one. */
    record Any() implements Occurrence {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.any(this);
        }
    }

    /**
     * There is one, and of the first or the last by time more holds. Of several at that very time any will do.
     *
     * @param last the last; otherwise the first
     * @param then what holds of that one; may be nothing
     */
    record Nth(boolean last, Conditions then) implements Occurrence {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nth(this);
        }
    }

    /**
     * So many.
     *
     * @param least 0 or more
     * @param most at least {@code least}; {@link Integer#MAX_VALUE} for no bound
     */
    record Count(int least, int most) implements Occurrence {
        /** @throws IllegalArgumentException where no count is within */
        public Count {
            if (least < 0 || most < least) {
                throw new IllegalArgumentException(
                        "a count is from 0 on, the least not above the most, here " + least + " to " + most);
            }
        }

        /** Whether the count is within. */
        public boolean contains(int count) {
            return count >= least && count <= most;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.count(this);
        }
    }
}
