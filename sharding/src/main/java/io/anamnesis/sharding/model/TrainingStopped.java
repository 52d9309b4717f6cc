package io.anamnesis.sharding.model;

/** There is no model to be had, and why. */
final class TrainingStopped extends Exception {
    private static final long serialVersionUID = 1L;

    TrainingStopped(String why) {
        super(why);
    }
}
