using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Which APIs a policy is for. Each list that is given must hold the API's value; an empty one asks for nothing.</summary>
public sealed record ApiSelector
{
    private static readonly (string Word, Visibility Visibility)[] VisibilityWords =
        [("internal", Visibility.Internal), ("partner", Visibility.Partner), ("public", Visibility.Public)];

    /// <summary>Every API, registered or not.</summary>
    public static ApiSelector Any { get; } = new();

    public IReadOnlyList<string> Apis { get; init; } = [];

    public IReadOnlyList<string> Domains { get; init; } = [];

    public IReadOnlyList<string> Entities { get; init; } = [];

    public IReadOnlyList<Visibility> Visibilities { get; init; } = [];

    /// <summary>False for an API that is not registered, unless nothing is asked.</summary>
    public bool Matches(ApiDescriptor? api) => api is null
        ? Apis.Count + Domains.Count + Entities.Count + Visibilities.Count == 0
        : Holds(Apis, api.Name) && Holds(Domains, api.Spec.Domain) && Holds(Entities, api.Spec.Entity) && Holds(Visibilities, api.Spec.Visibility);

    private static bool Holds<T>(IReadOnlyList<T> wanted, T value) => wanted.Count == 0 || wanted.Contains(value);

    /// <summary>The members <c>api</c>, <c>domain</c>, <c>entity</c> and <c>visibility</c> of an object, each a list.</summary>
    internal static ApiSelector Read(PolicyDocument policy, DocumentNode node, string pointer)
    {
        List<Visibility> visibilities = [];
        foreach (string word in policy.Texts(node, pointer, "visibility"))
        {
            if (Array.FindIndex(VisibilityWords, one => one.Word == word) is >= 0 and int at)
                visibilities.Add(VisibilityWords[at].Visibility);
            else
                policy.Wrong(node["visibility"]!, $"{pointer}/visibility", $"`{word}` is no visibility.", "Write internal, partner or public.");
        }

        return new ApiSelector
        {
            Apis = policy.Texts(node, pointer, "api"),
            Domains = policy.Texts(node, pointer, "domain"),
            Entities = policy.Texts(node, pointer, "entity"),
            Visibilities = visibilities,
        };
    }
}
