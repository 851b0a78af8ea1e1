-- statement ReadAuditAscending
SELECT TOP (@AtMost) seq AS Seq, utc AS Utc, actor AS Actor, origin AS Origin, action AS Action, object AS Object, why AS Why, detail AS Detail,
       before AS Before, after AS After, previous_hash AS PreviousHash, hash AS Hash
FROM dbo.audit
WHERE (@Before IS NULL OR seq < @Before) AND (@After IS NULL OR seq > @After) AND (@Actor IS NULL OR actor = @Actor)
  AND (@Action IS NULL OR action = @Action) AND (@Object IS NULL OR object = @Object OR object LIKE @Below ESCAPE N'!')
  AND (@Since IS NULL OR utc >= @Since) AND (@Until IS NULL OR utc <= @Until)
ORDER BY seq
OPTION (RECOMPILE);

-- statement ReadAuditDescending
SELECT TOP (@AtMost) seq AS Seq, utc AS Utc, actor AS Actor, origin AS Origin, action AS Action, object AS Object, why AS Why, detail AS Detail,
       before AS Before, after AS After, previous_hash AS PreviousHash, hash AS Hash
FROM dbo.audit
WHERE (@Before IS NULL OR seq < @Before) AND (@After IS NULL OR seq > @After) AND (@Actor IS NULL OR actor = @Actor)
  AND (@Action IS NULL OR action = @Action) AND (@Object IS NULL OR object = @Object OR object LIKE @Below ESCAPE N'!')
  AND (@Since IS NULL OR utc >= @Since) AND (@Until IS NULL OR utc <= @Until)
ORDER BY seq DESC
OPTION (RECOMPILE);

-- statement ReadWebhookStates
SELECT name AS Name, seq AS Seq, attempts AS Attempts, next_utc AS Next, last_outcome AS LastOutcome FROM dbo.webhook_states ORDER BY name;

-- statement SaveWebhookState
UPDATE dbo.webhook_states WITH (UPDLOCK, HOLDLOCK)
SET seq = @Sequence, attempts = @Attempts, next_utc = @Next, last_outcome = @LastOutcome
WHERE name = @Name;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.webhook_states (name, seq, attempts, next_utc, last_outcome) VALUES (@Name, @Sequence, @Attempts, @Next, @LastOutcome);
