using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;

namespace ZkRollup.Protocol.Tests.Reference;

/// <content>Signed transactions.</content>
internal sealed partial class Venue
{
    internal const SessionScope AllScopes = SessionScope.Trade | SessionScope.Cancel | SessionScope.Withdraw;

    private const long Ample = 1L << 50;

    /// <summary>Makes an account with cash and a session in slot 0 that may do everything.</summary>
    internal void Join(long account, long cash)
    {
        Deposit(account, cash);
        Accept(OpenSession(account));
    }

    internal Cause OpenSession(
        long account,
        int slot = 0,
        SessionScope scope = AllScopes,
        long largest = Ample,
        long budget = Ample,
        ulong markets = ulong.MaxValue >> 16,
        long expiry = Far)
    {
        AccountId id = new(account);
        SchnorrPublicKey key = TestKeys.Of(id, slot);
        OpenSession transaction = new(
            id,
            new SessionSlot(slot),
            NextNonce(id, -1),
            new Timestamp(Time),
            new Timestamp(expiry),
            scope,
            markets,
            new QuoteAmount(largest),
            new QuoteAmount(budget),
            key.X,
            key.Y);
        Cause cause = Exchange.Apply(Now, TestKeys.Of(id), transaction, _events);
        if (cause == Cause.Accepted)
        {
            _serials[(id, slot)] = AccountOf(account).SessionCount;
            _nonces[(id, slot)] = 0;
        }

        return cause;
    }

    internal Cause RevokeSession(long account, int slot = 0)
    {
        AccountId id = new(account);
        RevokeSession transaction = new(id, new SessionSlot(slot), NextNonce(id, -1), new Timestamp(Time), _serials[(id, slot)]);
        return Exchange.Apply(Now, TestKeys.Of(id), transaction, _events);
    }

    /// <summary>Places an order; its id is <see cref="LastOrder"/>.</summary>
    internal Cause Place(
        long account,
        Side side,
        long price,
        long lots,
        TimeInForce timeInForce = TimeInForce.GoodTillCancelled,
        bool reduceOnly = false,
        SelfTradeMode mode = SelfTradeMode.CancelTaker,
        int slot = 0,
        InstrumentId? instrument = null,
        long? expiry = null,
        long maximumFee = 1_000)
    {
        PlaceOrder transaction = new(
            HeaderOf(account, slot),
            new Timestamp(timeInForce == TimeInForce.ImmediateOrCancel ? 0 : expiry ?? (Time + 2_000_000)),
            instrument ?? Perpetual,
            side,
            timeInForce,
            reduceOnly,
            mode,
            new PriceTicks(price),
            new Lots(lots),
            new Ppm(maximumFee),
            default);
        LastOrder = new OrderId(transaction.Header.Serial, transaction.Header.Nonce);
        return Exchange.Apply(Now, TestKeys.Of(new AccountId(account), slot), transaction, _events);
    }

    internal OrderId LastOrder { get; private set; }

    internal void Buy(
        long account,
        long price,
        long lots,
        TimeInForce timeInForce = TimeInForce.GoodTillCancelled,
        InstrumentId? instrument = null) =>
        Accept(Place(account, Side.Buy, price, lots, timeInForce, instrument: instrument));

    internal void Sell(
        long account,
        long price,
        long lots,
        TimeInForce timeInForce = TimeInForce.GoodTillCancelled,
        InstrumentId? instrument = null) =>
        Accept(Place(account, Side.Sell, price, lots, timeInForce, instrument: instrument));

    internal Cause CancelOrder(long account, OrderId target, long leaf = 0, int slot = 0) => Exchange.Apply(
        Now,
        TestKeys.Of(new AccountId(account), slot),
        new CancelOrder(HeaderOf(account, slot), target, new OrderLeaf(leaf)),
        _events);

    internal Cause CancelAll(long account, int slot = 0) =>
        Exchange.Apply(Now, TestKeys.Of(new AccountId(account), slot), new CancelAll(HeaderOf(account, slot)), _events);

    internal Cause Withdraw(long account, long amount, int slot = 0) => Exchange.Apply(
        Now,
        TestKeys.Of(new AccountId(account), slot),
        new Withdraw(HeaderOf(account, slot), new QuoteAmount(amount)),
        _events);

    internal Cause WithdrawByMaster(long account, long amount)
    {
        AccountId id = new(account);
        SessionHeader header = new(id, new SessionSlot(0), SessionSerial.None, NextNonce(id, -1), Now);
        return Exchange.Apply(Now, TestKeys.Of(id), new Withdraw(header, new QuoteAmount(amount)), _events);
    }

    private SessionHeader HeaderOf(long account, int slot)
    {
        AccountId id = new(account);
        return new SessionHeader(id, new SessionSlot(slot), _serials.GetValueOrDefault((id, slot)), NextNonce(id, slot), Now);
    }

    private Nonce NextNonce(AccountId account, int slot)
    {
        long nonce = _nonces.GetValueOrDefault((account, slot)) + 1;
        _nonces[(account, slot)] = nonce;
        return new Nonce(nonce);
    }
}
