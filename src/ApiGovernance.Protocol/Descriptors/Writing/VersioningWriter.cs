using System.Text.Json.Nodes;
using ApiGovernance.Protocol.Descriptors.Reading;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

namespace ApiGovernance.Protocol.Descriptors.Writing;

/// <summary>How versions are named, and where their calls go.</summary>
internal static class VersioningWriter
{
    public static JsonObject Write(ApiVersioning versioning) => Object(
        ("header", versioning.Precedence.Contains(VersionSource.Header) ? versioning.Header : null),
        ("mediaTypeParameter", versioning.MediaTypeParameter),
        ("query", versioning.Query),
        ("default", versioning.Default),
        ("precedence", versioning.Precedence.SequenceEqual(ApiVersioning.UsualPrecedence)
            ? null
            : Texts([.. versioning.Precedence.Select(source => VersioningReader.Sources[(int)source])])),
        ("onConflict", versioning.OnConflict == VersionConflictRule.Refuse ? null : Word(versioning.OnConflict)));

    public static JsonObject? Write(VersionCanary? canary) => canary is null
        ? null
        : Object(("backend", canary.Backend), ("weight", canary.Weight), ("consumers", SomeTexts(canary.Consumers)));

    public static JsonObject? Write(VersionShadow? shadow) => shadow is null
        ? null
        : Object(
            ("backend", shadow.Backend),
            ("sample", shadow.Sample),
            ("compare", Texts([.. shadow.Compare.Select(Word)])),
            ("unsafe", shadow.Unsafe),
            ("timeoutSeconds", shadow.TimeoutSeconds));

    public static JsonObject Write(BrownOut window) => Object(("from", Instant(window.From)), ("to", Instant(window.To)));
}
