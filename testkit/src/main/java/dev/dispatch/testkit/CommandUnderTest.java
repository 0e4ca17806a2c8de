package dev.dispatch.testkit;

/** Runs one command line of the program, in this process or in another. */
public interface CommandUnderTest {
    /** Runs to the end. A failure to start is an exception; everything else is an {@link Execution}. */
    Execution run(Invocation invocation) throws Exception;
}
