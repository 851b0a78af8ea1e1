using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Which media type of the other side is the same one: by name, without its parameters, or by a range that covers it.</summary>
internal static class MediaTypes
{
    public static ApiMediaType? Find(IReadOnlyList<ApiMediaType> types, ApiMediaType wanted)
    {
        string name = Essence(wanted.Name);
        return types.FirstOrDefault(type => type.Name == wanted.Name)
            ?? types.FirstOrDefault(type => Essence(type.Name) == name)
            ?? types.FirstOrDefault(type => Essence(type.Name) == name.Split('/')[0] + "/*")
            ?? types.FirstOrDefault(type => Essence(type.Name) == "*/*");
    }

    public static bool IsJson(string mediaType) =>
        Essence(mediaType) is var name && (name == "application/json" || name.EndsWith("+json", StringComparison.Ordinal) || name == "*/*");

    private static string Essence(string mediaType) => mediaType.Split(';')[0].Trim();
}
