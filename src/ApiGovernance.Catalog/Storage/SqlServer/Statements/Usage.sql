-- statement AddUsage
UPDATE dbo.usage WITH (UPDLOCK, HOLDLOCK)
SET calls = calls + @Calls, failures = failures + @Failures,
    last_call = CASE WHEN last_call < @LastCall THEN @LastCall ELSE last_call END,
    reported_to = CASE WHEN reported_to < @ReportedTo THEN @ReportedTo ELSE reported_to END
WHERE usage_key = @Key AND day = @Day;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.usage (usage_key, day, api, version, operation, consumer, calls, failures, last_call, reported_to)
  VALUES (@Key, @Day, @Api, @Version, @Operation, @Consumer, @Calls, @Failures, @LastCall, @ReportedTo);

-- statement ReadUsage
SELECT api AS Api, version AS Version, operation AS Operation, consumer AS Consumer, SUM(calls) AS Calls, SUM(failures) AS Failures,
       MAX(last_call) AS LastCall, MAX(reported_to) AS ReportedTo
FROM dbo.usage
WHERE (@Api IS NULL OR api = @Api) AND (@Version IS NULL OR version = @Version) AND day >= @Since
GROUP BY api, version, operation, consumer
ORDER BY api, version, operation, consumer
OPTION (RECOMPILE);

-- statement ReadFirstUsageDay
SELECT MIN(day) FROM dbo.usage WHERE (@Api IS NULL OR api = @Api) AND (@Version IS NULL OR version = @Version) OPTION (RECOMPILE);

-- statement PruneUsage
DELETE TOP (@AtMost) FROM dbo.usage WHERE day < @Before;
DELETE TOP (@AtMost) FROM dbo.usage_samples WHERE day < @Before;
DELETE TOP (@AtMost) FROM dbo.usage_fields WHERE day < @Before;
DELETE TOP (@AtMost) FROM dbo.unregistered_calls WHERE day < @Before;
DELETE TOP (@AtMost) FROM dbo.backend_answers WHERE day < @Before;
DELETE TOP (@AtMost) FROM dbo.business_marks WHERE day < @Before;

-- statement AddSample
UPDATE dbo.usage_samples WITH (UPDLOCK, HOLDLOCK)
SET sampled = sampled + @Sampled, not_seen = not_seen + @NotSeen, with_unknown = with_unknown + @WithUnknown,
    truncated = CASE WHEN truncated < @Truncated THEN @Truncated ELSE truncated END
WHERE usage_key = @Key AND day = @Day;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.usage_samples (usage_key, day, api, version, operation, consumer, sampled, not_seen, with_unknown, truncated)
  VALUES (@Key, @Day, @Api, @Version, @Operation, @Consumer, @Sampled, @NotSeen, @WithUnknown, @Truncated);

-- statement AddField
UPDATE dbo.usage_fields WITH (UPDLOCK, HOLDLOCK)
SET seen = seen + @Seen, last_seen = CASE WHEN last_seen < @LastSeen THEN @LastSeen ELSE last_seen END
WHERE field_key = @Key AND day = @Day;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.usage_fields (field_key, day, api, version, operation, consumer, kind, name, seen, last_seen)
  VALUES (@Key, @Day, @Api, @Version, @Operation, @Consumer, @Kind, @Name, @Seen, @LastSeen);

-- statement ReadSamples
SELECT api AS Api, version AS Version, operation AS Operation, consumer AS Consumer, SUM(sampled) AS Sampled, SUM(not_seen) AS NotSeen,
       SUM(with_unknown) AS WithUnknown, MAX(truncated) AS Truncated
FROM dbo.usage_samples
WHERE (@Api IS NULL OR api = @Api) AND (@Version IS NULL OR version = @Version) AND day >= @Since
GROUP BY api, version, operation, consumer
ORDER BY api, version, operation, consumer
OPTION (RECOMPILE);

-- statement ReadFields
SELECT api AS Api, version AS Version, operation AS Operation, consumer AS Consumer, kind AS Kind, name AS Name, SUM(seen) AS Seen,
       MAX(last_seen) AS LastSeen
FROM dbo.usage_fields
WHERE (@Api IS NULL OR api = @Api) AND (@Version IS NULL OR version = @Version) AND day >= @Since
GROUP BY api, version, operation, consumer, kind, name
OPTION (RECOMPILE);

-- statement ReadFirstSampledDay
SELECT MIN(day) FROM dbo.usage_samples
WHERE (@Api IS NULL OR api = @Api) AND (@Version IS NULL OR version = @Version) AND sampled > 0
OPTION (RECOMPILE);
