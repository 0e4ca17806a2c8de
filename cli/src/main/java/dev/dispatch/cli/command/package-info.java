/**
 * One class a command: reads its options, asks the engine and says what came of it. May import {@code cli.output}, the
 * engine's face, demo and picocli; sees the process only through {@link dev.dispatch.cli.command.Invocation}.
 */
@NullMarked
package dev.dispatch.cli.command;

import org.jspecify.annotations.NullMarked;
