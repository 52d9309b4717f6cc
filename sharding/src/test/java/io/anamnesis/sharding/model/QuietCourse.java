package io.anamnesis.sharding.model;

/** A training at which nobody looks and that nobody gives up. */
enum QuietCourse implements TrainingDesk.Course {
    INSTANCE;

    @Override
    public void at(String stage, long done, long total) {
        // nobody looks
    }

    @Override
    public void check() {
        // nobody gives it up
    }
}
