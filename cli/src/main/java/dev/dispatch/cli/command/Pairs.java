package dev.dispatch.cli.command;

import dev.dispatch.plan.GivenInputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads options of the form {@code NAME=VALUE}. */
final class Pairs {

    private Pairs() {}

    /** In the order given, repeated names included. */
    static List<GivenInputs.Text> list(Invocation invocation, String option) {
        return list(invocation, option, "NAME=VALUE");
    }

    private static List<GivenInputs.Text> list(Invocation invocation, String option, String form) {
        List<GivenInputs.Text> pairs = new ArrayList<>();
        for (String given : invocation.texts(option)) {
            int equals = given.indexOf('=');
            if (equals < 1) {
                throw invocation.usage("Option " + option + " takes " + form + ", not '" + given + "'");
            }
            pairs.add(new GivenInputs.Text(given.substring(0, equals), given.substring(equals + 1)));
        }
        return pairs;
    }

    /** By name; a repeated name is a usage error. */
    static Map<String, String> map(Invocation invocation, String option) {
        return map(invocation, option, "NAME=VALUE");
    }

    /**
     * By name; a repeated name is a usage error.
     *
     * @param form how the option's help writes a pair
     */
    static Map<String, String> map(Invocation invocation, String option, String form) {
        Map<String, String> map = new LinkedHashMap<>();
        for (GivenInputs.Text pair : list(invocation, option, form)) {
            if (map.put(pair.name(), pair.value()) != null) {
                throw invocation.usage("Option " + option + " gives '" + pair.name() + "' more than once");
            }
        }
        return map;
    }
}
