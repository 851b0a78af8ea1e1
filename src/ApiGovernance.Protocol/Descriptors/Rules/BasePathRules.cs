using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>No API's base path is another's or begins with it: the gateway could not tell their calls apart.</summary>
internal static class BasePathRules
{
    public static void Check(Estate estate, DescriptorFindings findings)
    {
        const string pointer = "/spec/basePath";
        var apis = estate.Of<ApiDescriptor>().ToArray();
        for (int later = 1; later < apis.Length; later++)
        {
            (ApiDescriptor api, LoadedDescriptor loaded) = apis[later];
            foreach ((ApiDescriptor other, LoadedDescriptor otherLoaded) in apis.Take(later).Where(a => a.Descriptor.Name != api.Name))
            {
                if (Relation(api.Spec.BasePath, other.Spec.BasePath) is not { } relation)
                    continue;
                findings.Error(
                    "descriptor-base-path-taken",
                    $"`spec.basePath` is `{api.Spec.BasePath}`, which {relation} of API `{other.Name}` (owner {other.Spec.Owner}) in {otherLoaded.Path}.",
                    $"Choose a base path that neither begins with `{other.Spec.BasePath}` nor is the beginning of it.", loaded.PlaceOf(pointer), pointer);
            }
        }
    }

    private static string? Relation(string path, string other)
    {
        if (path == other)
            return "is the base path";
        if (path.StartsWith(other + "/", StringComparison.Ordinal))
            return $"lies below the base path `{other}`";
        return other.StartsWith(path + "/", StringComparison.Ordinal) ? $"covers the base path `{other}`" : null;
    }
}
