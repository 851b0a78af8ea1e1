using System.Reflection;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Policies;

/// <summary>
/// The policies that come with the product. Their texts are the files of <c>policies/compatibility</c>, embedded when it is built, so that
/// what is documented there is what <c>extends</c> and <c>--profile</c> apply.
/// </summary>
public static class CompatibilityProfiles
{
    private static readonly string[] Ordered = ["strict", "default", "lenient"];

    private static readonly Dictionary<string, Lazy<CompatibilityPolicy>> Policies =
        Ordered.ToDictionary(name => name, name => new Lazy<CompatibilityPolicy>(() => Read(name).Policy), StringComparer.Ordinal);

    /// <summary>From the strictest to the mildest.</summary>
    public static IReadOnlyList<string> Names => Ordered;

    /// <summary>Null when there is no built-in profile of that name.</summary>
    public static CompatibilityPolicy? Find(string name) => Policies.TryGetValue(name, out Lazy<CompatibilityPolicy>? policy) ? policy.Value : null;

    /// <summary>A built-in profile with what is wrong in it: nothing, as a test sees to.</summary>
    internal static CompatibilityPolicyReadResult Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"policies/{name}.yaml")!;
        byte[] text = new byte[stream.Length];
        stream.ReadExactly(text);
        return CompatibilityPolicyReader.Read(DocumentReader.Read($"policies/compatibility/{name}.yaml", text), name);
    }
}
