package dev.dispatch.preview;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a loop gives to its first pass.
 *
 * @param known values by name
 * @param why half a sentence on why the other names have no value yet; empty where they will have none
 */
record LoopNames(ObjectNode known, String why) {}
