package io.enginehub.launcher;

import io.enginehub.api.Algorithm;

/**
 * An algorithm, and where it was found.
 *
 * @param name its name, as it told it once
 * @param origin the name of its jar or folder
 */
record FoundAlgorithm(String name, Algorithm algorithm, String origin) {}
