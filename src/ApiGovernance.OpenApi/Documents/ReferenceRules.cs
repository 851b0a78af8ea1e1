namespace ApiGovernance.OpenApi.Documents;

/// <summary>What references mean in the format of a bundle's root; the other files are read by the same rules.</summary>
/// <param name="Identifiers"><c>$id</c>, <c>$anchor</c> and <c>$dynamicRef</c> have their meaning (JSON Schema since draft 6, OpenAPI since 3.1).</param>
/// <param name="HidesSiblings">What stands beside a <c>$ref</c> is ignored (Swagger 2.0, OpenAPI 3.0; path items excepted).</param>
/// <param name="Self"><c>$self</c>, and references in security requirements (OpenAPI 3.2).</param>
internal sealed record ReferenceRules(bool Identifiers, bool HidesSiblings, bool Self)
{
    public static ReferenceRules Of(DocumentNode root)
    {
        if (root["openapi"] is { } openapi)
        {
            bool old = openapi.Text is { } version && (version.StartsWith("3.0", StringComparison.Ordinal) || version == "3" || version.StartsWith('2'));
            return new ReferenceRules(!old, old, openapi.Text?.StartsWith("3.2", StringComparison.Ordinal) == true);
        }

        bool swagger = root["swagger"] is not null;
        return new ReferenceRules(!swagger, swagger, Self: false);
    }

    /// <summary>
    /// Where a name or a reference may stand (a discriminator's mapping, a 3.2 security requirement), only what can hardly be a name is
    /// taken for a reference. A schema that has the name all the same wins: see <see cref="DocumentBundle"/>.
    /// </summary>
    public static bool IsReferenceNotName(string text) =>
        text.AsSpan().IndexOfAny('#', '/') >= 0
        || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || text.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
        || text.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
