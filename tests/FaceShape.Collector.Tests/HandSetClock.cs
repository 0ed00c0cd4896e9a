namespace FaceShape.Collector.Tests;

/// <summary>A clock that moves only when it is told to.</summary>
internal sealed class HandSetClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 18, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public void Pass(TimeSpan time) => now += time;
}
