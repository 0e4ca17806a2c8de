package dev.dispatch.cli.command;

import dev.dispatch.cli.output.CommandResult;
import picocli.CommandLine.Model.CommandSpec;

/** A command of the program. */
public interface Command {

    /** Its words, its purpose and its own options; those of every command are added elsewhere. */
    CommandSpec spec();

    /**
     * Does what was asked.
     *
     * @throws dev.dispatch.problem.ProblemException for a failure that was to be expected
     */
    CommandResult run(Invocation invocation);

    /** Whether it may take long and ends in order when it is told to stop; others are simply killed. */
    default boolean canBeStopped() {
        return false;
    }
}
