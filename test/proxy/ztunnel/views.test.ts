import { describe, expect, it } from 'vitest';
import { certificateRecord, certificateRows } from '../../../src/proxy/ztunnel/certificate.ts';
import { connectionRows, workloadStateRecord } from '../../../src/proxy/ztunnel/connection.ts';
import { ZtunnelDump } from '../../../src/proxy/ztunnel/dump.ts';
import { policies, policyRecord } from '../../../src/proxy/ztunnel/policy.ts';
import { serviceRecord, serviceRows } from '../../../src/proxy/ztunnel/service.ts';
import { workloadRecord, workloadRows, workloads } from '../../../src/proxy/ztunnel/workload.ts';
import { firstOfJune } from '../certificates.ts';
import { file } from '../dump.ts';

const dump = new ZtunnelDump(
  file({
    workloads: [
      {
        uid: 'u1',
        name: 'cart-1',
        namespace: 'shop',
        workloadIps: ['10.0.0.1', 'fd00::1'],
        node: 'n1',
        protocol: 'HBONE',
        status: 'Healthy',
        waypoint: { destination: '/10.1.0.9' },
      },
      {
        uid: 'u2',
        name: 'cart-0',
        namespace: 'shop',
        workloadIps: ['10.0.0.2'],
        node: 'n2',
        protocol: 'TCP',
        status: 'Unhealthy',
        waypoint: { destination: 'shop/waypoint.shop' },
      },
      {
        uid: 'u3',
        name: 'out',
        namespace: 'mesh',
        hostname: 'example.com',
        workloadIps: [],
        waypoint: { destination: 'gone/gone' },
      },
    ],
    services: {
      b: { name: 'waypoint', namespace: 'shop', hostname: 'waypoint.shop', vips: ['/10.1.0.9'] },
      a: {
        ...{
          name: 'cart',
          namespace: 'shop',
          hostname: 'cart.shop',
          vips: ['net/10.1.0.1', '/fd01::1'],
          waypoint: { destination: 'shop/waypoint.shop' },
        },
        endpoints: { x: { workloadUid: 'u1' }, y: { workloadUid: 'u2' }, z: { workloadUid: 'gone' } },
      },
    },
    policies: [
      { name: 'b', namespace: 'shop', scope: 'Namespace', action: 'Deny', rules: [] },
      {
        name: 'a',
        namespace: 'shop',
        scope: 'WorkloadSelector',
        action: 'Allow',
        rules: [[[{ principals: [{ Exact: 'x' }], notPrincipals: [] }]]],
      },
    ],
    certificates: [
      {
        identity: 'spiffe://shop.example/ns/shop/sa/cart',
        state: 'Available',
        certChain: [
          { pem: 'P', serialNumber: '255', validFrom: '2026-06-01T00:00:00Z', expirationTime: '2026-06-02T00:00:00Z' },
          { pem: 'Q', serialNumber: '16', validFrom: '2026-06-01T00:00:00Z', expirationTime: '2026-06-01T01:00:00Z' },
        ],
        rootCerts: [{ pem: 'R', serialNumber: 'x', validFrom: 'soon', expirationTime: '' }],
      },
      {
        identity: 'old',
        state: 'Available',
        certChain: [{ serialNumber: '1' }, { serialNumber: '2' }, { serialNumber: '3' }],
      },
      { identity: 'broken', state: 'Unavailable: no answer', certChain: [] },
    ],
    workloadState: {
      b: {
        state: 'Up',
        info: { name: 'cart-1', namespace: 'shop' },
        connections: {
          inbound: [{ src: '10.0.0.2:5', originalDst: '10.1.0.1:80', actualDst: '10.0.0.1:8080', protocol: 'HBONE' }],
          outbound: [{ src: '10.0.0.1:6', originalDst: '10.1.0.1:80', actualDst: '[fd00::1]:8080', protocol: 'TCP' }],
        },
      },
      a: { state: 'Up', info: { name: 'out', namespace: 'mesh' }, connections: { outbound: [{ src: '10.9.9.9:1' }] } },
    },
  }),
);
const any = { address: '', node: '', namespace: '', name: '' };
const texts = (rows: readonly object[]) => rows.map((row) => Object.values(row).join(' '));

describe('workloads', () => {
  it('are ordered by namespace and name', () => {
    expect(texts(workloadRows(dump, any))).toEqual([
      'mesh out example.com  NA ',
      'shop cart-0 10.0.0.2 n2 waypoint TCP',
      'shop cart-1 10.0.0.1,fd00::1 n1 waypoint HBONE',
    ]);
  });

  it.each([
    [{ address: 'FD00::1' }, ['cart-1']],
    [{ node: 'N2' }, ['cart-0']],
    [{ namespace: 'Shop' }, ['cart-1', 'cart-0']],
    [{ namespace: 'shop', node: 'n3' }, []],
    [{ namespace: 'shop', name: 'cart-0' }, ['cart-0']],
  ])('%j', (filter, names) => {
    expect(workloads(dump, { ...any, ...filter }).map(({ name }) => name)).toEqual(names);
  });

  it('have all of their fields, and no others', () => {
    expect(workloadRecord({ uid: 'a', nativeTunnel: true, capacity: 3, locality: { region: 'r', zone: '' } })).toEqual({
      ...{ uid: 'a', workloadIps: [], protocol: '', name: '', namespace: '', serviceAccount: '', workloadName: '' },
      ...{
        workloadType: '',
        canonicalName: '',
        canonicalRevision: '',
        clusterId: '',
        locality: { region: 'r' },
        node: '',
      },
      ...{ status: '', hostname: '', capacity: 3, applicationTunnel: { protocol: '' } },
    });
  });
});

describe('services', () => {
  it('count endpoints that are healthy', () => {
    expect(texts(serviceRows(dump, ''))).toEqual([
      'shop cart 10.1.0.1,fd01::1 waypoint 1/3',
      'shop waypoint 10.1.0.9 None 0/0',
    ]);
    expect(serviceRows(dump, 'other')).toEqual([]);
  });

  it('have all of their fields', () => {
    const cidrVips = ['n/10.0.0.0/8', { cidr: '10.2.0.0/16', network: 'm' }];
    expect(serviceRecord({ name: 'a', cidrVips, endpoints: { z: { port: { 80: 8080 } } }, canonical: true })).toEqual({
      ...{ name: 'a', namespace: '', hostname: '', vips: [], cidrVips: ['n/10.0.0.0/8', 'm/10.2.0.0/16'], ports: {} },
      ...{ endpoints: { z: { workloadUid: '', service: '', port: { 80: 8080 } } }, ipFamilies: '', canonical: true },
    });
  });
});

describe('policies', () => {
  it('are ordered by namespace and name', () => {
    expect(policies(dump, '').map(({ name }) => name)).toEqual(['a', 'b']);
    expect(policies(dump, 'other')).toEqual([]);
  });

  it('have what their rules say', () => {
    expect(policyRecord(policies(dump, '')[0])).toEqual({
      ...{ name: 'a', namespace: 'shop', scope: 'WorkloadSelector', action: 'Allow' },
      rules: [[[{ principals: [{ Exact: 'x' }] }]]],
    });
  });
});

describe('certificates', () => {
  it('are told by chain and roots', () => {
    expect(
      certificateRows(dump, firstOfJune).map((row) => [row.type, row.isValid, row.serialNumber, row.notAfter]),
    ).toEqual([
      ['Leaf', true, 'ff', '2026-06-02T00:00:00Z'],
      ['Intermediate', false, '10', '2026-06-01T01:00:00Z'],
      ['Root', false, 'x', 'NA'],
      ['Leaf', false, '1', 'NA'],
      ['Intermediate', false, '2', 'NA'],
      ['Root', false, '3', 'NA'],
      ['NA', false, 'NA', 'NA'],
    ]);
    expect(certificateRows(dump, firstOfJune).at(-1)!.status).toBe('Unavailable');
  });

  it('have all of their fields', () => {
    expect(certificateRecord({ identity: 'a', certChain: [{ pem: 'P' }] })).toEqual({
      ...{ identity: 'a', state: '' },
      certChain: [{ pem: 'P', serialNumber: '', validFrom: '', expirationTime: '' }],
    });
  });
});

describe('connections', () => {
  const both = { namespace: '', name: '', direction: 'both' } as const;
  it('are ordered by workload, and have names', () => {
    expect(texts(connectionRows(dump, both, 'addresses'))).toEqual([
      'out.mesh Outbound 10.9.9.9:1   ',
      'cart-1.shop Inbound cart-1.shop:8080 cart-0.shop:5 10.1.0.1:80 HBONE',
      'cart-1.shop Outbound cart-1.shop:6 cart-1.shop:8080 cart.shop:80 TCP',
    ]);
  });

  it.each([
    [{ ...both, direction: 'inbound' } as const, 1],
    [{ ...both, direction: 'outbound' } as const, 2],
    [{ ...both, namespace: 'mesh' }, 1],
    [{ ...both, namespace: 'shop', name: 'cart-1' }, 2],
    [{ ...both, name: 'cart-2' }, 0],
  ])('%j', (filter, count) => {
    expect(connectionRows(dump, filter, 'addresses')).toHaveLength(count);
  });

  it('have addresses when names are not wanted', () => {
    const [, row] = connectionRows(dump, both, 'nothing');
    expect(row).toMatchObject({ local: '10.0.0.1:8080', remote: '10.0.0.2:5' });
  });

  it('belong to a state', () => {
    expect(workloadStateRecord({ info: { name: 'a' } })).toEqual({
      connections: { inbound: [], outbound: [] },
      info: { name: 'a', namespace: '', trustDomain: '', serviceAccount: '' },
    });
  });
});
