package dev.dispatch.sdk;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An action that another one found by its name and may call. */
public interface ResolvedAction {

    /**
     * The full name.
     *
     * @return {@code module.action}
     */
    String key();

    /**
     * The module that provides it.
     *
     * @return the module's name
     */
    String module();

    /**
     * The version of that module.
     *
     * @return a semantic version
     */
    String version();

    /**
     * The layer that the module is of.
     *
     * @return {@code builtin}, {@code repo} or {@code user}
     */
    String layer();

    /**
     * Where the module lies.
     *
     * @return a folder; {@code builtin} for what is part of the program
     */
    String source();

    /**
     * What it is for.
     *
     * @return one sentence
     */
    String description();

    /**
     * What it takes.
     *
     * @return a JSON Schema 2020-12, to be changed at will
     */
    ObjectNode inputSchema();

    /**
     * Calls it within the present step: with the run's cookies, under the same policies and rules, and recorded with the
     * step. The step's credential goes with the call where the action takes one. Actions may call actions that call
     * actions, 16 deep.
     *
     * @param input complete or without what has a default
     * @return what it answers; what it exports was held against its schema
     * @throws ActionException as the action throws it; of kind BAD_INPUT where the input does not fit its schema, where it
     *     needs another credential than the step has, where a job that is no seed would change memory
     *     ({@code DISALLOWED_MEMORY_MUTATION}), where calls are nested too deep, and for {@code flow.poll} and
     *     {@code flow.call}, which only a step can be; of the code {@code POLICY_DENIED} where a policy forbids the call
     */
    ActionResult<JsonNode> call(ObjectNode input);
}
