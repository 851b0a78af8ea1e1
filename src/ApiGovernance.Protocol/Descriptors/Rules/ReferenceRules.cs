using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>Whatever is named exists.</summary>
internal static class ReferenceRules
{
    public static void Check(Estate estate, DescriptorFindings findings)
    {
        var teams = new Names(estate.NamesOf<TeamDescriptor>(), "team", "teams", findings);
        var backends = new Names(estate.NamesOf<BackendDescriptor>(), "back end", "backends", findings);
        var plans = new Names(estate.NamesOf<PlanDescriptor>(), "plan", "plans", findings);
        var entities = new Names(estate.NamesOf<CanonicalEntityDescriptor>(), "canonical entity", "canonical", findings);

        foreach ((BackendDescriptor backend, LoadedDescriptor loaded) in estate.Of<BackendDescriptor>())
            teams.Check(backend.Spec.Owner, loaded, "/spec/owner");
        foreach ((CanonicalEntityDescriptor entity, LoadedDescriptor loaded) in estate.Of<CanonicalEntityDescriptor>())
            teams.Check(entity.Spec.Owner, loaded, "/spec/owner");
        foreach ((ApiDescriptor api, LoadedDescriptor loaded) in estate.Of<ApiDescriptor>())
        {
            teams.Check(api.Spec.Owner, loaded, "/spec/owner");
            entities.Check(api.Spec.Entity, loaded, "/spec/entity");
            backends.Check(api.Spec.Backend, loaded, "/spec/backend");
            for (int i = 0; i < api.Spec.Versions.Count; i++)
                backends.Check(api.Spec.Versions[i].Backend, loaded, JsonPointer.Append("/spec/versions", i) + "/backend");
        }

        foreach ((ConsumerDescriptor consumer, LoadedDescriptor loaded) in estate.Of<ConsumerDescriptor>())
        {
            teams.Check(consumer.Spec.Owner, loaded, "/spec/owner");
            plans.Check(consumer.Spec.Plan, loaded, "/spec/plan");
            CheckSubscriptions(consumer, loaded, estate, findings);
        }
    }

    private static void CheckSubscriptions(ConsumerDescriptor consumer, LoadedDescriptor loaded, Estate estate, DescriptorFindings findings)
    {
        var apis = new Names(estate.NamesOf<ApiDescriptor>(), "API", "apis", findings);
        for (int i = 0; i < consumer.Spec.Subscriptions.Count; i++)
        {
            SubscriptionDescriptor subscription = consumer.Spec.Subscriptions[i];
            string pointer = JsonPointer.Append("/spec/subscriptions", i);
            if (!apis.Check(subscription.Api, loaded, pointer + "/api"))
                continue;

            ApiDescriptor api = estate.Of<ApiDescriptor>().First(a => a.Descriptor.Name == subscription.Api).Descriptor;
            string[] versions = [.. api.Spec.Versions.Select(v => v.Name)];
            for (int j = 0; j < subscription.Versions.Count; j++)
            {
                if (versions.Contains(subscription.Versions[j]))
                    continue;
                string at = JsonPointer.Append(pointer + "/versions", j);
                findings.Error(
                    "descriptor-unknown-version", $"API `{api.Name}` has no version `{subscription.Versions[j]}`.",
                    VersionRules.Advise(subscription.Versions[j], versions), loaded.PlaceOf(at), at);
            }
        }

        for (int i = 0; i < consumer.Spec.Uses.Count; i++)
            apis.Check(consumer.Spec.Uses[i].Api, loaded, JsonPointer.Append("/spec/uses", i) + "/api");
    }

    /// <param name="folder">Where descriptors of the kind are kept.</param>
    private sealed class Names(IReadOnlyCollection<string> known, string thing, string folder, DescriptorFindings findings)
    {
        public bool Check(string? name, LoadedDescriptor loaded, string pointer)
        {
            if (name is null || known.Contains(name))
                return true;

            string file = folder == "apis" ? $"apis/{name}/api.yaml" : $"{folder}/{name}.yaml";
            string fix = known.Count == 0 ? $"Add {file}." : $"{Spelling.Advise(name, known, "Known")} Or add {file}.";
            findings.Error(
                $"descriptor-unknown-{thing.Replace(' ', '-').ToLowerInvariant()}", $"There is no {thing} `{name}`.", fix, loaded.PlaceOf(pointer), pointer);
            return false;
        }
    }
}
