package dev.dispatch.cli.command;

import picocli.CommandLine.ParseResult;

/** What a command line asks for. */
public sealed interface Request {

    /** A command with its options. */
    record Run(Command command, ParseResult options) implements Request {}

    /**
     * Help.
     *
     * @param words of a command or the first word of some; empty for all
     */
    record Help(String words) implements Request {}

    record Version() implements Request {}
}
