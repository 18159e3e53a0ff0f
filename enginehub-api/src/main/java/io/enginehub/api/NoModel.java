package io.enginehub.api;

/** The parameters of an algorithm that has none: an empty JSON object. */
record NoModel() {}
