using System.Text.Json;
using ApiGovernance.Catalog.Storage;

namespace ApiGovernance.Catalog.Governance.Replay;

/// <summary>Policies as they are kept beside the verdicts that they gave.</summary>
internal static class StoredPolicyFiles
{
    public static StoredPolicies Of(PolicySet policies) => new(
        policies.Revision,
        JsonSerializer.Serialize(policies.Files.DistinctBy(file => file.Name).ToDictionary(file => file.Name, file => Convert.ToBase64String(file.Bytes), StringComparer.Ordinal)));

    /// <summary>Reads them as the folder that they were.</summary>
    public static PolicyLoad Load(StoredPolicies stored)
    {
        Dictionary<string, string> files = JsonSerializer.Deserialize<Dictionary<string, string>>(stored.Files) ?? [];
        if (files.Count == 0)
            return new PolicyLoad(PolicySet.Default, []);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("apigov-policies-");
        try
        {
            foreach ((string name, string content) in files)
            {
                string path = Path.GetFullPath(Path.Combine(folder.FullName, name));
                // A policy that stood outside of the folder was read by its bare name.
                if (!path.StartsWith(folder.FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                    continue;
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, Convert.FromBase64String(content));
            }

            return PolicySet.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
