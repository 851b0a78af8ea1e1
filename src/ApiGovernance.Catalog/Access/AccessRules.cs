using System.Collections.Frozen;
using ApiGovernance.Catalog.Problems;
using static ApiGovernance.Catalog.Access.AccessGrant;

namespace ApiGovernance.Catalog.Access;

/// <summary>Who may do what: the one table. Whatever is not in it is nobody's.</summary>
internal static class AccessRules
{
    /// <summary>Nobody gets out of their own gate: owners neither waive nor approve, and an architect decides who else owns an API and who is owed less notice of its end.</summary>
    public static IReadOnlyList<AccessRule> All { get; } =
    [
        new(CatalogAction.ReadPublic, "read what is for everybody")
            { Viewer = AccessGrant.All, Ci = AccessGrant.All, Reviewer = AccessGrant.All, Owner = AccessGrant.All, Gateway = AccessGrant.All },
        new(CatalogAction.Read, "read the catalog")
            { Viewer = AccessGrant.All, Ci = AccessGrant.All, Reviewer = AccessGrant.All, Owner = AccessGrant.All },
        new(CatalogAction.ReadAudit, "read the audit") { Reviewer = AccessGrant.All },
        new(CatalogAction.ReadSnapshot, "fetch and acknowledge snapshots") { Gateway = AccessGrant.All },
        new(CatalogAction.ReportUsage, "report usage") { Gateway = AccessGrant.All },
        new(CatalogAction.AnswerQuestions, "answer questions about calls") { Gateway = AccessGrant.All },
        new(CatalogAction.CheckContract, "check a contract") { Ci = AccessGrant.All, Reviewer = AccessGrant.All, Owner = AccessGrant.All },
        new(CatalogAction.SubmitContract, "submit a contract", "the API's owner") { Ci = Own, Owner = Own },
        new(CatalogAction.ApproveContract, "approve or reject a contract") { Reviewer = AccessGrant.All },
        new(CatalogAction.Waive, "waive findings") { Reviewer = AccessGrant.All },
        new(CatalogAction.RegisterApi, "register an API", "the API's owner") { Owner = Own },
        new(CatalogAction.ChangeApi, "change an API", "the API's owner") { Owner = Own },
        new(CatalogAction.RemoveApi, "remove an API", "the API's owner") { Owner = Own },
        new(CatalogAction.Promote, "promote a version", "the API's owner") { Owner = Own },
        new(CatalogAction.Deprecate, "deprecate a version", "the API's owner") { Owner = Own },
        new(CatalogAction.Retire, "retire a version", "the API's owner") { Owner = Own },
        new(CatalogAction.TransferOwnership, "give a record to another owner"),
        new(CatalogAction.NarrowVisibility, "make a published API visible to fewer"),
        new(CatalogAction.ChangeTeam, "change a team", "the team itself") { Owner = Own },
        new(CatalogAction.ChangeBackend, "change a back end", "the back end's owner") { Owner = Own },
        new(CatalogAction.ChangePlan, "change a plan"),
        new(CatalogAction.ChangeEntity, "change a canonical entity", "the entity's owner") { Owner = Own },
        new(CatalogAction.ChangeEvent, "change an event contract", "the event's owner") { Owner = Own },
        new(CatalogAction.ChangeConsumer, "change a consumer", "the consumer's owner; a trading partner's is nobody's own") { Owner = Own },
        new(CatalogAction.ManageKeys, "manage a consumer's API keys", "the consumer's owner; a trading partner's is nobody's own") { Owner = Own },
        new(CatalogAction.RequestSubscription, "request a subscription", "the consumer's owner") { Owner = Own },
        new(CatalogAction.DecideSubscription, "approve, reject or revoke a subscription", "the API's owner") { Owner = Own },
        new(CatalogAction.DecideOverlap, "decide about an overlap"),
        new(CatalogAction.ManageWebhooks, "manage webhooks"),
        new(CatalogAction.DecideRollout, "promote or roll back a snapshot"),
        new(CatalogAction.Apply, "apply a folder as a whole"),
    ];

    private static readonly FrozenDictionary<CatalogAction, AccessRule> Rules = All.ToFrozenDictionary(rule => rule.Action);

    public static AccessRule Of(CatalogAction action) => Rules[action];

    /// <summary>Refuses who could not do this with any record at all; null lets pass.</summary>
    public static Refusal? Refuse(CatalogActor actor, CatalogAction action)
    {
        AccessRule rule = Of(action);
        return actor.Roles.Any(role => rule.Of(role) != Never)
            ? null
            : Forbidden(actor, rule, "the record's team", Enum.GetValues<CatalogRole>().Where(role => rule.Of(role) != Never));
    }

    /// <summary>Refuses who may not do this with a record of this team; null lets pass.</summary>
    /// <param name="team">Who owns the record; null when no team does, which makes it nobody's own.</param>
    public static Refusal? Refuse(CatalogActor actor, CatalogAction action, string? team)
    {
        AccessRule rule = Of(action);
        bool allowed = actor.Roles.Any(role =>
            rule.Of(role) == AccessGrant.All || (rule.Of(role) == Own && team is not null && actor.IsFor(role, team)));
        return allowed
            ? null
            : Forbidden(
                actor, rule, $"team {team}",
                Enum.GetValues<CatalogRole>().Where(role => rule.Of(role) == AccessGrant.All || (rule.Of(role) == Own && team is not null)));
    }

    private static Refusal Forbidden(CatalogActor actor, AccessRule rule, string team, IEnumerable<CatalogRole> could)
    {
        string needed = string.Join(" or ", could.Select(role => RoleNames.Of(role) + (rule.Of(role) == Own ? $" of {team}" : "")));
        string has = actor.Roles.Count == 0 ? "no role" : $"the role {string.Join(", ", actor.Roles.Order().Select(actor.Describe))}";
        return new Refusal(CatalogProblemTypes.Forbidden, $"{actor.Name} has {has} and may not {rule.What}. That takes the role {needed}.")
        {
            Roles = [.. could.Select(RoleNames.Of)],
        };
    }
}
