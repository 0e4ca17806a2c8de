package dev.dispatch.fuzz;

/** Thrown by a target for an input that was refused as it should be, where no {@code ProblemException} says so. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused() {
        super("refused", null, false, false);
    }
}
