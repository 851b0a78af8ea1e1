using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>Whatever is named exists.</summary>
internal sealed class ReferenceRules
{
    private readonly Estate _estate;
    private readonly KnownNames _teams;
    private readonly KnownNames _backends;
    private readonly KnownNames _plans;
    private readonly KnownNames _entities;
    private readonly KnownNames _consumers;
    private readonly KnownNames _apis;
    private readonly SubscribedVersions _versions;

    private ReferenceRules(Estate estate, DescriptorFindings findings)
    {
        _estate = estate;
        _teams = new KnownNames(estate.NamesOf<TeamDescriptor>(), "team", "teams", findings);
        _backends = new KnownNames(estate.NamesOf<BackendDescriptor>(), "back end", "backends", findings);
        _plans = new KnownNames(estate.NamesOf<PlanDescriptor>(), "plan", "plans", findings);
        _entities = new KnownNames(estate.NamesOf<CanonicalEntityDescriptor>(), "canonical entity", "canonical", findings);
        _consumers = new KnownNames(estate.NamesOf<ConsumerDescriptor>(), "consumer", "consumers", findings);
        _apis = new KnownNames(estate.NamesOf<ApiDescriptor>(), "API", "apis", findings);
        _versions = new SubscribedVersions(estate, findings);
    }

    public static void Check(Estate estate, DescriptorFindings findings)
    {
        var rules = new ReferenceRules(estate, findings);
        rules.CheckOwners();
        rules.CheckApis();
        rules.CheckConsumers();
        rules.CheckRecords();
    }

    private void CheckOwners()
    {
        foreach ((TeamDescriptor team, LoadedDescriptor loaded) in _estate.Of<TeamDescriptor>())
        {
            for (int i = 0; i < team.Spec.Escalation.Count; i++)
                _teams.Check(team.Spec.Escalation[i].Team, loaded, JsonPointer.Append("/spec/escalation", i) + "/team");
        }

        foreach ((BackendDescriptor backend, LoadedDescriptor loaded) in _estate.Of<BackendDescriptor>())
            _teams.Check(backend.Spec.Owner, loaded, "/spec/owner");
        foreach ((CanonicalEntityDescriptor entity, LoadedDescriptor loaded) in _estate.Of<CanonicalEntityDescriptor>())
            _teams.Check(entity.Spec.Owner, loaded, "/spec/owner");
    }

    private void CheckApis()
    {
        foreach ((ApiDescriptor api, LoadedDescriptor loaded) in _estate.Of<ApiDescriptor>())
        {
            _teams.Check(api.Spec.Owner, loaded, "/spec/owner");
            _entities.Check(api.Spec.Entity, loaded, "/spec/entity");
            _backends.Check(api.Spec.Backend, loaded, "/spec/backend");
            for (int i = 0; i < api.Spec.Versions.Count; i++)
                CheckVersion(api.Spec.Versions[i], loaded, JsonPointer.Append("/spec/versions", i));
        }

        foreach ((EventContractDescriptor contract, LoadedDescriptor loaded) in _estate.Of<EventContractDescriptor>())
        {
            _teams.Check(contract.Spec.Owner, loaded, "/spec/owner");
            _entities.Check(contract.Spec.Entity, loaded, "/spec/entity");
            _backends.Check(contract.Spec.Producers, loaded, "/spec/producers");
            _consumers.Check(contract.Spec.Consumers, loaded, "/spec/consumers");
        }
    }

    private void CheckVersion(ApiVersionSpec version, LoadedDescriptor loaded, string pointer)
    {
        _backends.Check(version.Backend, loaded, pointer + "/backend");
        _backends.Check(version.Canary?.Backend, loaded, pointer + "/canary/backend");
        _consumers.Check(version.Canary?.Consumers ?? [], loaded, pointer + "/canary/consumers");
        _backends.Check(version.Shadow?.Backend, loaded, pointer + "/shadow/backend");
    }

    private void CheckConsumers()
    {
        foreach ((ConsumerDescriptor consumer, LoadedDescriptor loaded) in _estate.Of<ConsumerDescriptor>())
        {
            _teams.Check(consumer.Spec.Owner, loaded, "/spec/owner");
            _plans.Check(consumer.Spec.Plan, loaded, "/spec/plan");
            for (int i = 0; i < consumer.Spec.Subscriptions.Count; i++)
            {
                ConsumerSubscription subscription = consumer.Spec.Subscriptions[i];
                string pointer = JsonPointer.Append("/spec/subscriptions", i);
                if (_apis.Check(subscription.Api, loaded, pointer + "/api"))
                    _versions.Check(subscription.Api, subscription.Versions, loaded, pointer + "/versions");
            }

            for (int i = 0; i < consumer.Spec.Uses.Count; i++)
                _apis.Check(consumer.Spec.Uses[i].Api, loaded, JsonPointer.Append("/spec/uses", i) + "/api");
        }

        foreach ((PlanDescriptor plan, LoadedDescriptor loaded) in _estate.Of<PlanDescriptor>())
        {
            for (int i = 0; i < plan.Spec.Limits.Count; i++)
                _apis.Check(plan.Spec.Limits[i].Apis, loaded, JsonPointer.Append("/spec/limits", i) + "/apis");
        }

        foreach ((SubscriptionDescriptor subscription, LoadedDescriptor loaded) in _estate.Of<SubscriptionDescriptor>())
        {
            _consumers.Check(subscription.Spec.Consumer, loaded, "/spec/consumer");
            if (!_apis.Check(subscription.Spec.Api, loaded, "/spec/api"))
                continue;
            _versions.Check(subscription.Spec.Api, subscription.Spec.Granted?.Versions ?? [], loaded, "/spec/granted/versions");
            _versions.Check(subscription.Spec.Api, subscription.Spec.Requested?.Versions ?? [], loaded, "/spec/requested/versions");
        }
    }

    private void CheckRecords()
    {
        foreach ((WaiverDescriptor waiver, LoadedDescriptor loaded) in _estate.Of<WaiverDescriptor>())
        {
            _teams.Check(waiver.Spec.Owner, loaded, "/spec/owner");
            _apis.Check(waiver.Spec.Api, loaded, "/spec/api");
        }

        foreach ((OverlapDecisionDescriptor decision, LoadedDescriptor loaded) in _estate.Of<OverlapDecisionDescriptor>())
        {
            _apis.Check(decision.Spec.Apis, loaded, "/spec/apis");
            _entities.Check(decision.Spec.Entity, loaded, "/spec/entity");
            _teams.Check(decision.Spec.OwnerOfRecord, loaded, "/spec/ownerOfRecord");
        }
    }
}
