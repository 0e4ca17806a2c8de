package dev.dispatch.cli.output;

/** A result as people read it. */
@FunctionalInterface
public interface Rendering {
    void writeTo(Page page);
}
