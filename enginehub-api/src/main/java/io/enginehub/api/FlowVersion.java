package io.enginehub.api;

/** A flow at one version. Versions start at 1; 0 is the version of a flow that was never deployed (ad-hoc). */
public record FlowVersion(String key, int version) {
    @Override
    public String toString() {
        return version == 0 ? key : key + "/" + version;
    }
}
