using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>
/// `unreferencedReusableObject`, on an object of reusable parts: every member that no reference of the bundle names is told. Parts are
/// those of the root document; `reusableObjectsLocation` is the pointer of the object, e.g. <c>#/definitions</c>.
/// </summary>
internal static class UnreferencedReusableObjectFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        string location = options.Text("reusableObjectsLocation") is { } text && text.StartsWith('#')
            ? text[1..]
            : throw new FunctionOptionException(options.Node, "`unreferencedReusableObject` needs a `reusableObjectsLocation` such as `#/definitions`.");
        return (target, results) =>
        {
            if (target.Value.IsObject)
                Check(target, target.Node!, location, results);
        };
    }

    /// <param name="parts">The object of reusable parts.</param>
    /// <param name="location">Its pointer in the root document.</param>
    public static void Check(LintTarget target, DocumentNode parts, string location, ICollection<FunctionResult> results)
    {
        ReferencedPlaces referenced = ReferencedPlaces.Of(target.View.Bundle);
        string uri = target.View.Bundle.Root.Uri;
        IReadOnlyList<string> way = JsonPointer.Parse(location) ?? [];
        foreach (DocumentMember part in parts.Members)
        {
            if (!referenced.Contains(uri, JsonPointer.Append(location, part.Name)))
                results.Add(new FunctionResult($"\"{part.Name}\" is reusable, and nothing refers to it.", Absolute: [.. way, part.Name]));
        }
    }
}
