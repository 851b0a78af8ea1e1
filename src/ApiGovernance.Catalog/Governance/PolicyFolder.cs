using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Lifecycle;
using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Diff;
using ApiGovernance.Diff.Policies;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Reads <c>lint/ compatibility/ lifecycle/ gate/ rollout/ traffic/ waivers/ access/</c> of a policies folder.</summary>
internal sealed class PolicyFolder
{
    private readonly string _directory;
    private readonly List<Finding> _findings = [];
    private readonly List<(string Name, byte[] Bytes)> _files = [];

    private PolicyFolder(string directory) => _directory = directory;

    public static PolicyLoad Load(string directory, string? profile)
    {
        ArgumentNullException.ThrowIfNull(directory);
        PolicyFolder folder = new(directory);
        if (!Directory.Exists(directory))
        {
            return new PolicyLoad(
                PolicySet.Default,
                [CatalogFindings.Policy("policy-folder-missing", $"There is no folder {Path.GetFullPath(directory)}.", "Name the folder that holds lint/, compatibility/ and lifecycle/.")]);
        }

        PolicySet policies = folder.Read(profile);
        return new PolicyLoad(policies, folder._findings);
    }

    /// <summary>Does not depend on where the folder is.</summary>
    public static string RevisionOf(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, byte[] bytes) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{bytes.Length}\n"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private PolicySet Read(string? profile)
    {
        List<Ruleset> rulesets = [];
        foreach (SourceDocument document in Files("lint"))
        {
            RulesetReadResult result = RulesetReader.Read(document);
            rulesets.Add(result.Ruleset);
            _findings.AddRange(result.Findings);
        }

        CompatibilityPolicy compatibility = ReadCompatibility(profile);
        List<LifecyclePolicy> lifecycles = [];
        foreach (SourceDocument document in Files("lifecycle"))
        {
            (LifecyclePolicy lifecycle, IReadOnlyList<Finding> findings) = LifecyclePolicyReader.Read(document, Path.GetFileNameWithoutExtension(document.Path));
            lifecycles.Add(lifecycle);
            _findings.AddRange(findings);
        }

        GatePolicy gate = GatePolicy.Default;
        if (FileIfPresent("gate/default.yaml") is { } gateFile)
        {
            (gate, IReadOnlyList<Finding> findings) = GatePolicyReader.Read(gateFile);
            _findings.AddRange(findings);
        }

        List<Waiver> waivers = [];
        foreach (SourceDocument document in Files("waivers"))
        {
            (Waiver? waiver, IReadOnlyList<Finding> findings) = WaiverReader.Read(document);
            if (waiver is not null)
                waivers.Add(waiver);
            _findings.AddRange(findings);
        }

        IReadOnlyList<TokenIssuer> issuers = ReadIssuers();
        AccessPolicy? access = null;
        if (FileIfPresent("access/access.yaml") is { } accessFile)
        {
            (access, IReadOnlyList<Finding> findings) = AccessPolicyReader.Read(accessFile, issuers);
            _findings.AddRange(findings);
        }

        RolloutPolicy? rollout = null;
        if (FileIfPresent("rollout/default.yaml") is { } rolloutFile)
        {
            (rollout, IReadOnlyList<Finding> findings) = RolloutPolicyReader.Read(rolloutFile);
            _findings.AddRange(findings);
        }

        return new PolicySet
        {
            Rulesets = rulesets,
            Compatibility = compatibility,
            Lifecycles = lifecycles,
            Gate = gate,
            Rollout = rollout,
            Waivers = waivers,
            Issuers = issuers,
            Access = access,
            Revision = RevisionOf(_files),
            Files = _files,
        };
    }

    private CompatibilityPolicy ReadCompatibility(string? profile)
    {
        // A name is looked for beside the others first: an organisation may have a `strict` of its own.
        bool isName = profile is null || (profile.Length > 0 && profile.IndexOfAny(['/', '\\', '.']) < 0);
        SourceDocument? file = isName ? FileIfPresent($"compatibility/{profile ?? "default"}.yaml") : null;
        if (file is null && profile is null)
            return CompatibilityPolicy.Default;
        if (file is null && CompatibilityProfiles.Find(profile!) is { } builtIn)
        {
            _files.Add(($"compatibility/{profile} (built in)", []));
            return builtIn;
        }

        file ??= File.Exists(profile) ? Open(Path.GetFileName(profile), profile) : null;
        if (file is null)
        {
            _findings.Add(CatalogFindings.Policy(
                "compatibility-profile-missing", $"There is no compatibility policy `{profile}`: no such file in {Path.GetFullPath(Path.Combine(_directory, "compatibility"))}, no built-in profile, no file of this path.",
                $"Use {string.Join(", ", CompatibilityProfiles.Names)}, the name of a file there, or a path."));
            return CompatibilityPolicy.Default;
        }

        CompatibilityPolicyReadResult result = CompatibilityPolicy.Read(file);
        _findings.AddRange(result.Findings);
        return result.Policy;
    }

    private IReadOnlyList<TokenIssuer> ReadIssuers()
    {
        if (FileIfPresent("traffic/issuers.yaml") is not { } document)
            return [];
        DescriptorReadResult result = DescriptorReader.Read(document);
        _findings.AddRange(result.Findings);
        if (result.Descriptor is IssuersDescriptor issuers)
            return issuers.Issuers;
        if (result.Descriptor is { } other)
        {
            _findings.Add(CatalogFindings.Policy(
                "policy-invalid", $"The file holds a {other.Kind}, expected Issuers.", "Write `kind: Issuers`.", document.Root["kind"]?.Span, "/kind"));
        }

        return [];
    }

    private SourceDocument? FileIfPresent(string relativePath) =>
        File.Exists(Path.Combine(_directory, relativePath)) ? Open(relativePath) : null;

    private List<SourceDocument> Files(string folder)
    {
        string path = Path.Combine(_directory, folder);
        if (!Directory.Exists(path))
            return [];
        return
        [
            .. Directory.EnumerateFiles(path)
                .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json")
                // Test cases of a ruleset (`apigov ruleset test`) stand beside it.
                .Where(file => !Path.GetFileNameWithoutExtension(file).EndsWith(".test", StringComparison.OrdinalIgnoreCase))
                .Select(file => $"{folder}/{Path.GetFileName(file)}")
                .Order(StringComparer.Ordinal)
                .Select(file => Open(file)),
        ];
    }

    private SourceDocument Open(string relativePath) => Open(relativePath, Path.Combine(_directory, relativePath));

    /// <param name="name">What it is called in the revision, which does not depend on where it is.</param>
    private SourceDocument Open(string name, string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _findings.Add(CatalogFindings.Policy("policy-unreadable", $"{path} cannot be read: {error.Message}", "Give this user the right to read it."));
            bytes = [];
        }

        _files.Add((name, bytes));
        return DocumentReader.Read(path.Replace('\\', '/'), bytes);
    }
}
