namespace ZkRollup.Circuits.Tests.Attacks;

internal enum FindingKind
{
    Gate,
    Copy,
    Bus,
}
