-- statement AddAnswers
UPDATE dbo.backend_answers WITH (UPDLOCK, HOLDLOCK)
SET checked = checked + @Checked, broken = broken + @Broken,
    last_answer = CASE WHEN last_answer < @LastAnswer THEN @LastAnswer ELSE last_answer END
WHERE answer_key = @Key AND day = @Day;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.backend_answers (answer_key, day, backend, api, checked, broken, last_answer)
  VALUES (@Key, @Day, @Backend, @Api, @Checked, @Broken, @LastAnswer);

-- statement ReadAnswers
SELECT backend AS Backend, api AS Api, SUM(checked) AS Checked, SUM(broken) AS Broken, MAX(last_answer) AS LastAnswer
FROM dbo.backend_answers
WHERE day >= @Since
GROUP BY backend, api
ORDER BY backend, api;

-- statement AddBeginning
UPDATE dbo.business_marks WITH (UPDLOCK, HOLDLOCK)
SET api = CASE WHEN began IS NULL OR began > @At THEN @Api ELSE api END,
    channel = CASE WHEN began IS NULL OR began > @At THEN @Channel ELSE channel END,
    day = CASE WHEN day < @Day THEN @Day ELSE day END,
    began = CASE WHEN began IS NULL OR began > @At THEN @At ELSE began END
WHERE mark_key = @Key;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.business_marks (mark_key, day, span, digest, api, channel, began, ended, measured)
  VALUES (@Key, @Day, @Span, @Digest, @Api, @Channel, @At, NULL, 0);

-- statement AddEnd
UPDATE dbo.business_marks WITH (UPDLOCK, HOLDLOCK)
SET day = CASE WHEN day < @Day THEN @Day ELSE day END,
    ended = CASE WHEN ended IS NULL OR ended > @At THEN @At ELSE ended END
WHERE mark_key = @Key;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.business_marks (mark_key, day, span, digest, api, channel, began, ended, measured)
  VALUES (@Key, @Day, @Span, @Digest, @Api, @Channel, NULL, @At, 0);

-- statement ReadCompleteMarks
SELECT span AS Span, digest AS Digest, api AS Api, channel AS Channel, began AS Began, ended AS Ended
-- What another report is writing right now is given to that one; to wait for it could be to wait in a circle.
FROM dbo.business_marks WITH (UPDLOCK, READPAST)
WHERE measured = 0 AND began IS NOT NULL AND ended IS NOT NULL
ORDER BY span, digest;

-- statement CloseMark
UPDATE dbo.business_marks SET measured = 1 WHERE mark_key = @Key;
